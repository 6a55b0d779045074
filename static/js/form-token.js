// The cookie knows the newest token, also after signing in again in another tab; the page's own is
// for browsers that hide cookies from scripts.
export function formToken() {
  const cookie = document.cookie.match(/(?:^|;\s*)csrftoken=([^;]+)/);
  if (cookie) return cookie[1];
  return document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
}
