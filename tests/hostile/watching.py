"""Watches a browser: what it complains about, whom it asks, and what became markup or code."""

from dataclasses import dataclass, field

from playwright.sync_api import BrowserContext, ConsoleMessage, Dialog, Error, Page, Request

# Runs before anything of a page; what is hostile calls it, a refused style or script is reported.
SENTRY = """
window.pwned = () => console.error('a payload ran at ' + location.href);
document.addEventListener('securitypolicyviolation', (event) => {
  console.error(`refused: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
});
"""
# Every element and attribute that can only come from a payload, in templates and charts, too.
FIND_MARKUP = r"""
() => {
  const found = [];
  const looks = (value) => /pwned/i.test(value);
  const code = /^(on|hx-|data-hx-|style$|srcdoc$|formaction$)/i;
  const address = /^(href|src|action|data|xlink:href|poster|background|http-equiv)$/i;
  const seek = (root) => {
    for (const element of root.querySelectorAll('*')) {
      if (element.localName === 'template') seek(element.content);
      const name = element.localName + (element.id ? '#' + element.id : '');
      if (element.id === 'pwned') found.push(name);
      if (element.localName === 'a' && element.closest('svg')) found.push(name + ' in a chart');
      if (element.localName === 'script' && !element.src && element.type !== 'application/json')
        found.push(name);
      for (const { name: key, value } of element.attributes) {
        if (code.test(key) && looks(value)) found.push(`${name}[${key}]`);
        if (!address.test(key)) continue;
        // A note may hold a link on purpose; one to a page of ours may carry a text.
        const isLink = element.localName === 'a' && /^(https?:\/\/|[/?#])/.test(value);
        if (looks(value) && !isLink) found.push(`${name}[${key}=${value}]`);
      }
    }
  };
  seek(document);
  return found;
}
"""
SHOW_EVERYTHING = """
() => document.querySelectorAll('details').forEach((each) => (each.open = true))
"""
HOVER_CHARTS = """
() => {
  for (const chart of document.querySelectorAll('.is-live > .chart-live'))
    chart.data.forEach((trace, curveNumber) =>
      (trace.y ?? []).forEach((_y, pointNumber) =>
        window.Plotly.Fx.hover(
          chart, [{ curveNumber, pointNumber }], [`${trace.xaxis ?? "x"}${trace.yaxis ?? "y"}`])));
}
"""


@dataclass
class Watch:
    """Everything that should not have happened, each with the page it happened on."""

    home: str
    complaints: list[str] = field(default_factory=list)

    def over(self, context: BrowserContext) -> Page:
        """Watch a browser and return its page."""
        context.add_init_script(SENTRY)
        context.set_default_timeout(20_000)
        page = context.new_page()
        page.on("dialog", self._dialog)
        page.on("console", self._console)
        page.on("pageerror", lambda error: self._note(page.url, f"error {error}"))
        page.on("request", lambda request: self._request(page, request))
        return page

    def look(self, page: Page) -> None:
        """Open what is folded, point at every mark of every chart, and look for markup."""
        try:
            self._look(page)
        except Error as error:
            self._note(page.url, f"went elsewhere or was never drawn: {error.message}")

    def _look(self, page: Page) -> None:
        page.evaluate(SHOW_EVERYTHING)
        charts = page.locator("[data-figure-url]").count()
        if charts:
            page.locator(".chart-place.is-live").nth(charts - 1).wait_for(timeout=30_000)
            page.evaluate(HOVER_CHARTS)
        for found in page.evaluate(FIND_MARKUP):
            self._note(page.url, f"markup {found}")

    def _note(self, url: str, what: str) -> None:
        self.complaints.append(f"{url.removeprefix(self.home)}: {what}")

    def _dialog(self, dialog: Dialog) -> None:
        self._note(dialog.page.url if dialog.page else "", f"dialog {dialog.message}")
        dialog.dismiss()

    def _console(self, message: ConsoleMessage) -> None:
        page = message.page
        is_refusal = "responded with a status of 4" in message.text
        asked = message.location["url"]
        if is_refusal and page is not None and asked in {page.url, f"{self.home}/favicon.ico"}:
            # The page itself was refused, or it is a part of a page, which names no icon.
            return
        if message.type in {"error", "warning"}:
            self._note(page.url if page else "", f"console {message.text}")

    def _request(self, page: Page, request: Request) -> None:
        if not request.url.startswith((f"{self.home}/", "data:", "blob:")):
            self._note(page.url, f"request to {request.url}")
