"""The five pages of `five_pages.yaml` as a bare synchronous Playwright script that takes the same pictures.

python -m benchmarks.bare_script JOIN-FILE FOLDER
"""

import json
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from shopper.visit.browser import find


def main(join: Path, folder: Path) -> None:
    world = json.loads(join.read_text())
    _, port = world["routes"]["www.gomsen.test"]
    arguments = [f"--host-resolver-rules=MAP *.gomsen.test 127.0.0.1:{port}"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find("chromium", playwright.chromium.executable_path), args=arguments
        )
        context = browser.new_context(
            ignore_https_errors=True, locale="en-GB", timezone_id="Europe/London", viewport={"width": 1440, "height": 900}
        )
        page = context.new_page()

        def picture(number: int) -> None:
            page.wait_for_load_state("load")  # a picture of half a page is not the same picture
            page.screenshot(type="jpeg", quality=70, path=folder / f"{number}.jpg")

        page.goto("https://www.gomsen.test/en/")
        picture(1)
        page.get_by_role("navigation", name="Main menu").get_by_role("link", name="Products").first.click()
        picture(2)
        page.get_by_role("link", name="Celadon mug").first.click()
        picture(3)
        page.get_by_role("button", name="Add to cart").click()
        picture(4)
        page.get_by_role("link", name="Go to checkout").click()
        picture(5)
        page.get_by_label("Email").first.fill("linh@example.com")
        picture(6)
        page.get_by_label("Full name").fill("Nguyễn Thùy Linh")
        picture(7)
        context.close()
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
