"""Small pages in every format, made here: invented words, the same kinds of furniture as real pages have."""

from __future__ import annotations

BODY = (
    "Many people see some fluid run out after sex, and it is only rarely a sign of illness.",
    "Gravity draws it down as soon as you stand up, and most of it is water, sugar and protein.",
    "Fluid can also come when you strain on the toilet, because the bowel presses on a gland.",
    "It is clear or white, it does not smell, and it stops by itself within a day or two.",
)

HTML = f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Why fluid runs out</title>
<style>p {{ color: red }}</style><script>var secret = "words of a script";</script></head><body>
<div class="cookie-banner">We use cookies to make this site better. <button>Accept</button></div>
<nav><ul><li><a href="/">Home</a></li><li><a href="/b">Blog</a></li><li><a href="/c">Contact us</a></li></ul></nav>
<main><article><h1>Why does fluid run out?</h1><p class="byline">By Ann Example, 12 March 2024</p>
<p>{BODY[0]}</p><h2>Standing up</h2><p>{BODY[1]}&nbsp; It is <b>not</b> an illness.Most people see it.</p>
<figure><img src="x.png" alt="x"><figcaption>Somebody at a desk</figcaption></figure>
<h2>On the toilet</h2><p>{BODY[2]}</p><p>See somebody soon if there is:</p><ul><li>blood in it</li><li>a fever</li></ul>
<blockquote>I was so afraid for weeks, and it was nothing but a little fluid.</blockquote>
<table><tr><th>Colour</th><th>Meaning</th></tr><tr><td>clear</td><td>from a gland</td></tr></table><p>{BODY[3]}</p>
<p style="display: none">Words for robots that no reader of this page can see at all.</p></article>
<section class="related"><h3>Related articles</h3><ul><li><a href="x">Ten foods for sleep</a></li></ul></section>
<section id="comments"><h3>Comments</h3><p>Bob: I have had this for years and a pill cured it.</p></section></main>
<footer><p>© 2024 Example Pages. All rights reserved.</p></footer></body></html>"""

KEPT = (
    "Why does fluid run out?",
    BODY[0],
    "Standing up",
    BODY[1],
    "It is not an illness.",
    "Most people see it.",
    "On the toilet",
    BODY[2],
    "See somebody soon if there is:",
    "blood in it",
    "a fever",
    "I was so afraid for weeks, and it was nothing but a little fluid.",
    "Colour | Meaning",
    "clear | from a gland",
    BODY[3],
)

MARKDOWN = f"""---
title: "Why fluid runs out"
---

# Why does fluid run out?

{BODY[0]}

Standing up
-----------

{BODY[1]} It is **not** an illness.Most people
see [it](https://example.org/a_page).

![a picture](x.png)

## On the toilet

{BODY[2]}

See somebody soon if there is:

- blood in it
- a fever

> I was so afraid for weeks, and it was nothing but a little fluid.

| Colour | Meaning |
| --- | --- |
| clear | from a gland |

```text
nobody reads code
```

{BODY[3]}
"""

PLAIN = f"""Home

About us

Blog / Questions / Why does fluid run out?

Why does fluid run out?

Article written byAnn Example, midwife and owner of Example Kits.

Picture caption appears here

Some links here are affiliate links, which pay us.

{BODY[0]}

Standing up

someone at a deskIt is not an illness.Most people see it (Read Why People Worry) now and then, and they forget it.
{BODY[1]}



2) On the toilet

{BODY[2]} See somebody soon if there is:

  • blood in it
  • a fever
-pain that stays

{BODY[3]} Please feel free to contact us!

How to sleep well

  • March 04, 2024 2 min read
Sleep is a great thing to have, and many of us have too little of it. Just start...

Ten foods for the heart

  • March 04, 2024 1 min read
The heart likes nuts, beans and a walk a day. In this video we look at each...

Share this page on:
Address: 1 Example Street, Sampletown
Phone: +1(555)010 0100

© 2024 Example Pages, all rights reserved

Terms of Use

Our products

Happy Gut
Bread and you
View All

Happy Gut
Bread and you
View All
logo-top logo-foot icon-heart
"""

MHTML = f"""From: <Saved by Example>
MIME-Version: 1.0
Content-Type: multipart/related; boundary="xyz"

--xyz
Content-Type: text/html; charset="utf-8"
Content-Transfer-Encoding: 8bit

{HTML}
--xyz
Content-Type: image/png
Content-Transfer-Encoding: base64

aGVsbG8=
--xyz--
"""


def pdf_of(pages: list[list[str]]) -> bytes:
    """Return a PDF that shows lines of text, written by hand."""
    kids = " ".join(f"{4 + 2 * i} 0 R" for i in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for i, lines in enumerate(pages):
        shown = " T* ".join("({}) Tj".format(line.replace("(", "\\(").replace(")", "\\)")) for line in lines)
        stream = f"BT /F1 11 Tf 14 TL 50 760 Td {shown} ET"
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >> "
            f"/Contents {5 + 2 * i} 0 R >>"
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    out, places = "%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    trailer = f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF\n"
    return (out + end + trailer).encode("latin-1")


PDF_LINES = [
    [
        "Standing up",
        "",
        "Many people see some fluid run out after sex, and it is only",
        "rarely a sign of illness. It goes by it-",
        "self within a day.",
        "1",
    ],
    ["Gravity draws it down as soon as you stand up, and most of", "it is water, sugar and protein.", "2"],
]
