"""What people on the street do with their phones, for the tests of the phone."""

import io

from PIL import Image
from playwright.sync_api import expect

PHONE = {
    "viewport": {"width": 360, "height": 740}, "is_mobile": True, "has_touch": True,
    "device_scale_factor": 2, "permissions": ["geolocation"],
    "geolocation": {"longitude": 114.31, "latitude": 30.59, "accuracy": 12},
}  # fmt: skip


def photo(side: int = 2400) -> dict:
    """What a camera gives: large and full of detail."""
    content = io.BytesIO()
    noise = Image.effect_noise((side, side * 3 // 4), 60).convert("RGB")
    noise.save(content, "JPEG", quality=92)
    return {"name": "IMG_1.jpg", "mimeType": "image/jpeg", "buffer": content.getvalue()}


def enter(one, login: str) -> None:
    page = one.go("/phone/")
    page.fill("#id_username", login)
    page.fill("#id_password", "demo-2026")
    page.locator("button.main").click()
    page.wait_for_selector("#waiting")
    ready(page)


def ready(page) -> None:
    """The worker answers and has kept the forms and the tasks that are still there."""
    page.evaluate(
        """async () => {
          await navigator.serviceWorker.ready;
          const all = [".bottom", "main"].flatMap(
            (part) => [...document.querySelectorAll(`${part} a[data-keep-page]`)]);
          const links = all.slice(0, 30).map((a) => a.href);
          const until = Date.now() + 60000;
          const missing = async () => {
            if (!navigator.serviceWorker.controller) return ["a worker in charge"];
            const kept = await Promise.all(links.map((a) => caches.match(a, { ignoreVary: true })));
            return links.filter((_, at) => !kept[at]);
          };
          const status = async (address) => `${address} (${(await fetch(address)).status})`;
          const told = (what) => what.startsWith("http") ? status(what) : what;
          for (let left = await missing(); left.length; left = await missing()) {
            if (Date.now() > until) {
              throw new Error(`the phone did not keep ${await Promise.all(left.map(told))}`);
            }
            await new Promise(requestAnimationFrame);
          }
        }"""
    )


def cases_with(desk, words: str) -> list[str]:
    """The numbers of the cases in which these words stand, as the centre finds them."""
    page = desk("supervisor").go(f"/desk/search/?text={words}")
    links = page.locator("tbody .title").all()
    return [link.get_attribute("href").split("/")[2] for link in links]


def report(one, words: str, *, open_page: bool = True):
    """Fill in a report with a photo and hand it in."""
    page = one.page
    if open_page:
        page.locator(".bottom a", has_text="上报").click()
    page.wait_for_selector("form[data-item]")
    expect(page.locator("[data-point-said]")).to_contain_text("误差约12米")
    page.locator("input[type='file']").set_input_files(photo())
    page.wait_for_selector(".taken img")
    page.fill("input[type='search']", "污水井 缺失")
    page.locator(".buckets button").first.click()
    page.fill("[name='content']", words)
    page.locator("form[data-item] button.main").click()
    page.wait_for_url("**/phone/queue/")


def visit(one, house: int, note: str, *, met: bool = True, shot: bool = False) -> None:
    """Fill in a visit on the page of a house and hand it in."""
    page = one.go(f"/phone/houses/{house}/")
    form = page.locator("form[data-visit]")
    form.get_by_label("见到住户" if met else "无人应门").check()
    form.locator("[name='note']").fill(note)
    if shot:
        form.locator("input[type='file']").set_input_files(photo(800))
        form.locator(".taken img").wait_for()
    form.locator("button.main").click()
    page.wait_for_url("**/phone/houses/")


def visits_with(desk, house: int, note: str) -> int:
    """How many visits of a house hold these words, as its community reads them."""
    page = desk("community").go(f"/registers/houses/{house}/")
    return page.locator("li", has_text=note).count()


def kept_pages(page) -> list[str]:
    """The addresses of the pages that this phone keeps, and what stands in them."""
    return page.evaluate(
        """async () => {
          const found = [];
          for (const name of (await caches.keys()).filter((one) => one.startsWith("pages-"))) {
            const pages = await caches.open(name);
            for (const request of await pages.keys()) {
              const text = await (await pages.match(request)).text();
              found.push(`${new URL(request.url).pathname} ${text}`);
            }
          }
          return found;
        }"""
    )


def drafted(page, *words: str) -> None:
    """Exactly these words stand in forms that are half written on this phone, of whomever."""
    page.evaluate(
        """async (words) => {
          const read = () => new Promise((done) => {
            indexedDB.open("yiwang-phone").onsuccess = ({ target }) => {
              const asked = target.result.transaction("drafts").objectStore("drafts").getAll();
              asked.onsuccess = () => {
                target.result.close();
                done(asked.result.map(({ fields = [] }) => fields.map(([, value]) => value)));
              };
            };
          });
          const until = Date.now() + 15000;
          for (let found = await read(); ; found = await read()) {
            const forms = found.filter((one) => one.length);
            const all = words.every((word) => forms.some((one) => one.includes(word)));
            if (forms.length === words.length && all) return;
            if (Date.now() > until) throw new Error(JSON.stringify(found));
            await new Promise(requestAnimationFrame);
          }
        }""",
        words,
    )


def waits(page, count: int) -> None:
    expect(page.locator("#waiting")).to_have_text(str(count))


def task_to_verify(one) -> str:
    """The number of a case that waits to be verified."""
    one.go("/phone/")
    card = one.page.locator(".card", has_text="待核查").first
    return card.get_attribute("href").split("/")[-2]


def verify(one, number: str, action: str = "verify_pass") -> None:
    page = one.page
    form = page.locator(f"form[data-action='{action}']")
    page.locator(f"details[data-action='{action}'] > summary").click()
    form.locator("input[type='file']").set_input_files(photo(800))
    form.locator(".taken img").wait_for()
    form.locator("[name='found']").fill("现场已恢复")
    form.locator("button.main").click()
    page.wait_for_url("**/phone/queue/")


def sign_out(one) -> None:
    one.page.locator(".me > summary").click()
    one.page.get_by_role("button", name="退出").click()
    one.page.wait_for_url("**/phone/login/**")
