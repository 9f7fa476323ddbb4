"""Takes the pictures of the site that docs/ shows: `make pictures`. The person in them is made up."""

from __future__ import annotations

import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.journeys.conftest import CHROMIUM, served
from tests.journeys.steps import go_on

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "pictures"
SIZES = {"phone": {"width": 390, "height": 844}, "desktop": {"width": 1200, "height": 850}}
PAGES = {
    "home": "",
    "article": "read/immunotherapy/",
    "choices": "choices/",
    "choice": "choices/one/capivasertib-fulvestrant/",
    "side-by-side": "choices/side/",
    "questions": "choices/questions/mine/",
    "answers": "answers/",
    "timeline": "timeline/",
}


def take(page: Page, language: str, size: str) -> None:
    page.goto(f"/{language}/example/")
    go_on(page.locator("main form button").first)
    page.wait_for_url("**/choices/")
    for box in page.locator("main input[name=pick]").all()[:3]:
        box.check()
    go_on(page.locator("#side-form button").first)
    for name, address in PAGES.items():
        page.goto(f"/{language}/{address}")
        page.screenshot(path=FOLDER / f"{name}-{language}-{size}.png")


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, served(Path(folder)) as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for language in ("en", "es"):
            for size, viewport in SIZES.items():
                context = browser.new_context(viewport=viewport, base_url=site)  # type: ignore[arg-type]
                take(context.new_page(), language, size)
        both = browser.new_page(viewport={"width": 1180, "height": 640})
        pictures = "".join(
            f'<img src="{(FOLDER / f"{name}.png").as_uri()}" height="600">'
            for name in ("choices-en-desktop", "choice-en-phone")
        )
        (Path(folder) / "both.html").write_text(
            f'<body style="margin:20px;display:flex;gap:20px;background:#DDD6CA">{pictures}</body>'
        )
        both.goto((Path(folder) / "both.html").as_uri())
        both.screenshot(path=FOLDER.parent / "site.png")
        browser.close()


if __name__ == "__main__":
    main()
