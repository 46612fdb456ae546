"""What one line alone gives away: bylines, adverts, addresses, share buttons and other furniture."""

from __future__ import annotations

import re
from typing import Final

_LONGEST: Final = 600
_MONTH: Final = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]{0,6}\.?"
_DATE: Final = (
    rf"(?:{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}|\d{{1,2}}(?:st|nd|rd|th)? {_MONTH},? \d{{4}}"
    r"|\d{4}-\d\d-\d\d|\d{1,2}[/.]\d{1,2}[/.]\d{2,4})"
)
_DATED: Final = re.compile(
    r"(?:(?:last |first |medically )?(?:posted|published|updated|reviewed|modified|written|added)(?: on)?:? *)?"
    rf"(?:by [^.\d]{{2,40}}[,|·•–—-]? *(?:on )?)?{_DATE}?[ ,|·•–—-]*"
    r"(?:\d{1,3} ?min(?:ute)?s?\.?(?: to)?(?: read(?:ing time)?)?)?",
    re.IGNORECASE,
)
_READ_TIME: Final = re.compile(r"\d ?min|\d{4}|\d[/.]\d", re.IGNORECASE)
_OPENER: Final = re.compile(
    r"(?P<teaser>(?:latest|related|recent|popular|trending|similar|more|other|featured|recommended|further)"
    r" (?:articles?|posts?|stories|blogs?|news|reads?|reading|topics|videos)"
    r"|you (?:may|might)(?: also)? (?:like|enjoy|be interested in)|(?:more|recommended) (?:from|for|like|on) .{1,30}"
    r"|(?:up|read|watch) next|keep reading|also read|don['’]t miss)"
    r"|(?P<comments>(?:\d+ )?(?:comments?|responses|replies)(?: \(\d+\))?|leave a (?:reply|comment)|post a comment"
    r"|join the (?:discussion|conversation)|\d+ thoughts on .{1,80})"
    r"|(?P<references>references|bibliography|citations|works cited|footnotes|(?:article )?sources)"
    r"|(?P<contents>(?:table of )?contents|on this page|in this article|jump to|what['’]s inside"
    r"|what you(?:['’]ll| will) learn)",
    re.IGNORECASE,
)
_MENU_WORDS: Final = frozenset(
    word.strip()
    for word in """
    home | homepage | about | about us | contact | contact us | shop | shop all | shop now | store | blog | blogs | faq
    faqs | login | log in | logout | log out | sign in | sign up | register | account | my account | cart | basket
    checkout | wishlist | search | menu | close | close menu | open menu | skip to content | skip to main content
    navigation | privacy | privacy policy | privacy notice | cookies | accessibility | disclaimer | sitemap | site map
    careers | press | jobs | newsletter | subscribe | advertise | advertise with us | our company | our product
    our products | our team | our story | our services | our doctors | our mission | our partners | our blog
    our policies | our clinic | our clinics | advisory board | editorial policy | editorial team | editorial process
    view all | view more | see all | see more | show all | show more | show less | load more | read more | learn more
    more | back | back to top | top | next | previous | prev | help | help center | help centre | customer service
    gift card | gift cards | categories | category | tags | archive | archives | follow us | print | email | facebook
    twitter | x | instagram | youtube | pinterest | linkedin | whatsapp | tiktok | reddit | telegram | english | sale
    offers | all rights reserved
    """.replace("\n", "|").split("|")
)
_MENU_BEGINS: Final = re.compile(r"(?:search|terms (?:of|and|&)|toggle|cookie) .{1,20}", re.IGNORECASE)
_RULES: Final = tuple(  # why, the most words, and what the whole line must match
    (why, most, re.compile(pattern, re.IGNORECASE | re.DOTALL))
    for why, most, pattern in (
        ("page-number", 6, r"(?:page )?\d{1,4}(?: ?(?:of|/) ?\d{1,4})?|-+ ?\d{1,4} ?-+"),
        (
            "share",
            9,
            (
                r"(?:please )?(?:share|tweet|pin|like|follow)(?: (?:this|us|it|on|the|via|with|your|content|article"
                r"|post|page|story|friends|in|to|now|facebook|twitter|instagram|and|love))* ?[:!.]*(?: \d+)?"
            ),
        ),
        (
            "caption",
            20,
            (
                r"(?:image|photo|picture|figure|illustration|credit|photograph)(?: (?:caption|credit|source|courtesy))*"
                r"(?: ?[:|©].{0,120}| (?:by|from|courtesy) .{1,80}| appears here\.?)"
            ),
        ),
        ("caption", 14, r"(?:[^\s.]+\.(?:png|jpe?g|gif|svg|webp)(?: |$))+"),
        ("caption", 14, r"(?:(?:logo|img|image|icon|banner|pic|dsc)[\w-]*(?: |$)){2,14}"),
        (
            "placeholder",
            30,
            (
                r".*\b(?:doesn['’]t|does not) (?:currently )?(?:include|have|contain) any content\b.*"
                r"|.{0,40}lorem ipsum.*|(?:add|edit) (?:your|content|text|a) .{0,80}(?:here|text|section|sidebar)\.?"
                r"|.{1,30} appears here\.?"
            ),
        ),
        (
            "copyright",
            25,
            r"(?:.{0,60})(?:©|\(c\) ?\d{4}|copyright(?: ©)? \d{4}|all rights reserved)(?:.{0,90})",
        ),
        (
            "address",
            22,
            (
                r"(?:postal |our |clinic )?(?:address|phone|tel(?:ephone)?|fax|e-?mail|mobile|whatsapp|call(?: us)?"
                r"|opening hours) ?[:.] ?.{3,120}"
            ),
        ),
        ("address", 6, r"[+(]?\d[\d ()./-]{7,18}|[\w.+-]+@[\w-]+\.[\w.]+|(?:https?://|www\.)\S+"),
        (
            "address",
            16,
            (
                r"\d{1,5}[A-Za-z]? [\w .'’-]{3,40}\b(?:street|st|road|rd|avenue|ave|lane|ln|drive|blvd|boulevard|suite"
                r"|floor)\b\.?,?.{0,70}"
            ),
        ),
        (
            "cookies",
            50,
            (
                r".*\b(?:we|this (?:site|website)|our (?:site|website)) uses? cookies\b.*"
                r"|(?:accept|reject|manage)(?: all)? cookies.*"
            ),
        ),
        (
            "newsletter",
            40,
            (
                r"(?:subscribe|sign up|join)\b.*\b(?:newsletter|inbox|updates|mailing list|e-?mails?)\b.*"
                r"|enter your e-?mail.*"
            ),
        ),
        (
            "byline",
            30,
            (
                r"(?:this )?(?:article|post|page|story|content|blog)? ?(?:was )?(?:medically |clinically |fact[- ])?"
                r"(?:written|authored|reviewed|checked|edited|approved|verified)(?: for \w+)?"
                r"(?: and (?:\w+ )?\w+)? ?by ?:?(?: ?(?-i:[A-Z])|Dr).{2,200}"
            ),
        ),
        (
            "byline",
            12,
            (
                r"(?:by|author|words by|reviewer|editor):? +(?:dr\.? )?(?-i:[A-Z])[\w.'’-]+"
                rf"(?:,? (?:(?-i:[A-Z])[\w.'’-]*|and|&|of|de|van))*(?:[ ,|·•–—-]+{_DATE})?"
            ),
        ),
        ("teaser", 30, r"(?:read (?:also|more|next)|also read|see also|related|recommended) ?[:–—-] ?.{3,200}"),
        ("advert", 6, r"(?:advertisements?|sponsored(?: content)?|ad|promoted|partner content)"),
        (
            "advert",
            60,
            (
                r".*\baffiliate (?:links?|partners?|programs?)\b.*"
                r"|.*\b(?:earn|receive|get) (?:a |an )?(?:small )?commission\b.*"
            ),
        ),
        (
            "advert",
            12,
            (
                r"add your (?:deal|promo|offer).*|(?:buy|shop|order|book)\b.{0,40}\b(?:now|today|here|online)[!. ]*"
                r"|use (?:the )?code .{3,40}"
            ),
        ),
    )
)
_STEP: Final = re.compile(r"[/›»>]+")


def why_dropped(text: str, count: int) -> str:
    """Return why a line is furniture wherever it stands (a key of `WHY`), or "" if the line alone does not tell."""
    if count > 60 or len(text) > _LONGEST:
        return ""
    for why, most, rule in _RULES:
        if count <= most and rule.fullmatch(text):
            return why
    return "menu" if is_path(text, count) else ""


def is_path(text: str, count: int) -> bool:
    """Whether a line is a path of links, such as "Blog / Questions / This page"."""
    marks = sum(text.count(mark) for mark in (" /", "›", "»", " > "))
    if marks < 2 or count > 30 or text[-1] in ".!":
        return False
    return all(0 < len(step.strip()) <= 80 for step in _STEP.split(text))


def is_dated(text: str, count: int) -> bool:
    """Whether a line holds nothing but a date, a reading time, or both, perhaps with a name."""
    small = count <= 14 and len(text) <= 120
    return small and _READ_TIME.search(text) is not None and _DATED.fullmatch(text) is not None


def is_menu_word(text: str) -> bool:
    """Whether a whole line is a word that menus have and articles do not."""
    word = text.strip(" :>+×|").lower()
    return word in _MENU_WORDS or (len(word) <= 40 and _MENU_BEGINS.fullmatch(word) is not None)


def opens(text: str, count: int) -> str:
    """Return what a line opens ("teaser", "comments", "references", "contents"), or ""."""
    found = _OPENER.fullmatch(text.rstrip(" :")) if count <= 14 and len(text) <= 120 else None
    return "" if found is None else str(found.lastgroup)
