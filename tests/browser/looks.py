"""What axe does not see: small targets, sideways scrolling, links that say the same, headings, and pale borders."""

from __future__ import annotations

import io
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import Locator, Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
LEAST_BORDER = 3.0
"""The contrast of the border of a control against what is around it: WCAG 1.4.11."""

LOOK = """() => {
  const found = [];
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth)
    found.push(`the page scrolls sideways: ${root.scrollWidth} > ${root.clientWidth}`);
  const seen = (el) => el.checkVisibility({visibilityProperty: true}) && !el.closest('.unseen');
  const name = (el) => `${el.tagName.toLowerCase()} ${JSON.stringify(el.textContent.trim().slice(0, 40) || el.name)}`;
  for (const el of document.querySelectorAll('a, button, summary, input:not([type=hidden]), select, textarea')) {
    if (!seen(el)) continue;
    if (el.matches('.skip') && el !== document.activeElement) continue;
    const target = el.closest('label') || el;
    const box = target.getBoundingClientRect();
    if (box.right < 0 || box.left > root.scrollWidth)
      found.push(`outside of the page: ${name(el)}`);
    const inline = el.matches('a') && getComputedStyle(el).display === 'inline';
    const bare = inline && el.closest('p, li, dd, td') && el.closest('p, li, dd, td').textContent.trim()
      !== el.textContent.trim();
    const own = el.matches('.button, .back, .leave, .name, summary, select, textarea, input') ? 44 : 24;
    if (!bare && (box.height < own - 0.5 || box.width < 24))
      found.push(`small target: ${name(el)} ${Math.round(box.width)} x ${Math.round(box.height)}`);
  }
  const targets = new Map();
  for (const el of document.querySelectorAll('a[href]')) {
    const words = (el.getAttribute('aria-label') || el.textContent).trim().replace(/\\s+/g, ' ');
    if (!words && !el.querySelector('img[alt]:not([alt=""])')) found.push('a link without words');
    if (targets.has(words) && targets.get(words) !== el.href)
      found.push(`two links ${JSON.stringify(words)}: ${targets.get(words)} and ${el.href}`);
    targets.set(words, el.href);
  }
  const ids = [...document.querySelectorAll('[id]')].map((el) => el.id);
  for (const id of new Set(ids.filter((id, index) => ids.indexOf(id) !== index))) found.push(`two of id ${id}`);
  // what is wrong stands above everything else, below a heading of its own
  const headings = [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')]
    .filter((el) => !el.closest('.summary-of-errors')).map((el) => +el.tagName[1]);
  const tops = headings.filter((level) => level === 1).length;
  if (tops !== 1) found.push(`${tops} main headings`);
  if (headings[0] !== 1) found.push(`the first heading is h${headings[0]}`);
  headings.forEach((level, index) => {
    if (index && level > headings[index - 1] + 1) found.push(`h${level} follows h${headings[index - 1]}`);
  });
  const wrong = document.querySelector('.summary-of-errors, .mistake, [aria-invalid]');
  if (root.dir === 'ltr' && document.title.startsWith('Error: ') !== Boolean(wrong))
    found.push(`the title ${JSON.stringify(document.title)} does not fit the mistakes on the page`);
  const top = document.querySelector('.top');
  if (top && getComputedStyle(top).position === 'sticky' && top.getBoundingClientRect().height > innerHeight / 3)
    found.push(`the bar stays and covers ${Math.round(top.getBoundingClientRect().height)} of ${innerHeight}`);
  for (const el of document.querySelectorAll('h1, h2, h3, p, li, dt, dd, label, button, summary')) {
    if (seen(el) && el.scrollWidth > el.clientWidth + 1 && getComputedStyle(el).display !== 'inline')
      found.push(`text runs out of ${name(el)}`);
  }
  return [...new Set(found)];
}"""


def faults(page: Page) -> list[str]:
    """Return what is wrong with the looks of a page; works where scripts are off."""
    return list(page.evaluate(LOOK))


def violations(page: Page) -> list[str]:
    """Return what axe finds on a page, a line for each element."""
    options: dict[str, Any] = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}
    response = Axe().run(page, options=options).response
    return [
        f"{rule['id']}: {' '.join(node['target'])}: {node['failureSummary']}"
        for rule in response["violations"]
        for node in rule["nodes"]
    ]


def border_contrast(control: Locator) -> float:
    """Return the contrast of what is drawn of a control against what is around it, measured on its picture."""
    image = Image.open(io.BytesIO(control.screenshot())).convert("RGB")
    colours = [colour for _, colour in image.getcolors(image.width * image.height) or ()]
    around = image.getpixel((0, 0))
    return max(_contrast(colour, around) for colour in colours)


def _contrast(one: Any, other: Any) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: tuple[int, int, int]) -> float:
    parts = [c / 255 for c in colour]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
