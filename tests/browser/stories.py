"""The six stories of the README, told by the people in them."""

from __future__ import annotations

from collections.abc import Callable

from browser.person import Person

NONE = "None of these"


def when_none_of_it_is_urgent(me: Person) -> None:
    """Answer the three pages of red flags with none of these."""
    me.when_i_am_asked("Is any of this true right now?", NONE)
    me.when_i_am_asked("And is any of this true right now?", NONE)
    me.when_i_am_asked("Some things have a time limit", NONE)


def a_boy_of_15_wakes_up_wet(me: Person) -> None:
    """Follow the README's first transcript."""
    me.given_i_open_the_first_page()
    me.when_i_begin_with("Fluid comes out of my penis, or my semen seems odd")
    me.when_none_of_it_is_an_emergency()
    me.when_i_am_asked("How old are you?", number="15")
    when_none_of_it_is_urgent(me)
    me.when_i_am_asked("When do you notice the fluid?", "In the night, or on waking up")
    me.when_i_am_asked("Which of these is nearest to how it looks?", "Like semen, thick and whitish")
    me.when_i_am_asked("Have the body changes of growing up begun", "Yes")
    me.when_i_am_asked("How are your bowels?", NONE)
    me.when_i_am_asked("Which of these fit how you pass urine?", NONE)
    me.then_i_look_over_my_answers("15", "In the night, or on waking up")
    me.then_i_am_told_to_be_seen("not at all")
    me.then_it_is_most_likely("Wet dream: semen that comes out in sleep")


def a_man_of_23_fears_that_milky_drops_weaken_him(me: Person) -> None:
    """Follow the README's second transcript."""
    me.given_i_open_the_first_page()
    me.when_i_begin_with("Fluid comes out of my penis, or my semen seems odd", "India")
    me.when_none_of_it_is_an_emergency()
    me.when_i_am_asked("How old are you?", number="23")
    when_none_of_it_is_urgent(me)
    me.when_i_am_asked("When do you notice the fluid?", "On the toilet, when pushing out a stool")
    me.when_i_am_asked("Which of these is nearest to how it looks?", "White or milky, a few thin drops")
    me.when_i_am_asked("How are your bowels?", NONE)
    me.when_i_am_asked(
        "Does one of these trouble you?",
        "Fear that losing semen harms or weakens the body",
        "Feeling weak, tired or achy because of it",
    )
    me.then_i_look_over_my_answers("White or milky, a few thin drops")
    me.then_i_am_told_to_be_seen("when it suits me")
    me.then_it_is_most_likely("Worry that losing semen harms the body")


def a_man_of_24_has_a_yellow_discharge(me: Person) -> None:
    """Follow the README's third transcript."""
    me.given_i_open_the_first_page()
    me.when_i_begin_with("Fluid comes out of my penis, or my semen seems odd")
    me.when_none_of_it_is_an_emergency()
    me.when_i_am_asked("How old are you?", number="24")
    when_none_of_it_is_urgent(me)
    me.when_i_am_asked("When do you notice the fluid?", "By itself at other times, or all day long")
    me.when_i_am_asked("Which of these is nearest to how it looks?", "Yellow, green or creamy, like pus")
    me.when_i_am_asked("Is one of these there too?", NONE)
    me.then_i_look_over_my_answers("Yellow, green or creamy, like pus")
    me.then_i_am_told_to_be_seen("within a few days")
    me.then_it_is_most_likely("Gonorrhoea")


def an_insemination_leaks(me: Person) -> None:
    """Follow the README's fourth transcript."""
    me.given_i_open_the_first_page()
    me.when_i_begin_with("We want a pregnancy, or I do, and I have worries about it", "United States")
    me.when_none_of_it_is_an_emergency()
    me.when_i_am_asked("How old are you?", number="33")
    me.when_i_am_asked("Does one of these fit?", NONE)
    when_none_of_it_is_urgent(me)
    me.when_i_am_asked("How are you trying for a pregnancy?", "By insemination into the womb at a clinic (IUI)")
    me.when_i_am_asked(
        "What are you worried about?", "Fluid ran out afterwards", "Getting up, washing or passing urine too soon"
    )
    me.when_i_am_asked("For how many months have you been trying?", number="1")
    me.when_i_am_asked("Is any of these true of either of you?", NONE)
    me.when_i_am_asked("How many days ago did the last period begin?", number="13")
    me.when_i_am_asked("How many days are there from one period to the next?", number="28")
    me.when_i_am_asked("Does any of these fit the insemination?", NONE)
    me.then_i_look_over_my_answers("Fluid ran out afterwards")
    me.then_i_am_told_to_be_seen("not at all")
    me.then_i_read("In one try, about 12 to 26 in 100 people like you become pregnant.")


def a_condom_leaked_30_hours_ago(me: Person) -> None:
    """Follow the README's fifth transcript: the deadlines come before anything else."""
    me.given_i_open_the_first_page()
    me.when_i_begin_with("There was sex or semen, and a pregnancy is not wanted")
    me.when_none_of_it_is_an_emergency()
    me.when_i_am_asked("About how many hours ago was it?", number="30")
    me.then_i_read("left")
    me.when_i_press("Continue")
    me.when_i_am_asked("How old are you?", number="22")
    me.when_i_am_asked("Does one of these fit?", NONE)
    me.when_i_am_asked("Could a pregnancy come from this?", "Yes, I could become pregnant")
    me.when_i_am_asked("Is any of this true right now?", NONE)
    me.when_i_am_asked("Some things have a time limit", NONE)
    me.when_i_am_asked("What happened?", "The condom broke, slipped, leaked or came off")
    me.when_i_am_asked("Is any of these true of the person", NONE)
    me.when_i_am_asked("Has a morning-after pill been taken", "No")
    me.when_i_am_asked("How many days ago did the last period begin?", number="11")
    me.when_i_am_asked("How many days are there from one period to the next?", number="29")
    me.when_i_am_asked("Does this fit just now?", "No")
    me.then_i_look_over_my_answers("The condom broke, slipped, leaked or came off")
    me.then_i_am_told_to_be_seen("today")
    me.then_i_read("A pregnancy that is not wanted can still be prevented.")


def waters_break_at_34_weeks(me: Person) -> None:
    """Follow the README's sixth transcript: an emergency stops the questions."""
    me.given_i_open_the_first_page()
    me.when_i_begin_with("Fluid comes out of my vagina, after sex or insemination, or at other times")
    me.when_none_of_it_is_an_emergency()
    me.when_i_am_asked("How old are you?", number="30")
    me.when_i_am_asked("Does one of these fit?", "Pregnant, as far as is known")
    me.when_i_am_asked("About how many weeks pregnant?", number="34")
    me.when_i_am_asked("In this pregnancy, is any of this true now?", "The fluid keeps coming, or soaks a pad again")
    me.then_the_heading_is("Get help now")
    me.then_i_read("Watery fluid before 37 weeks of pregnancy.")
    me.when_i_press("Show me everything that helps now")
    me.then_i_am_told_to_be_seen("now")


Story = Callable[[Person], None]
STORIES: tuple[Story, ...] = (
    a_boy_of_15_wakes_up_wet,
    a_man_of_23_fears_that_milky_drops_weaken_him,
    a_man_of_24_has_a_yellow_discharge,
    an_insemination_leaks,
    a_condom_leaked_30_hours_ago,
    waters_break_at_34_weeks,
)
