// The token that forms carry: signing in again in another tab makes a new one, which only the
// cookie knows.
export function formToken() {
  const cookie = document.cookie.match(/(?:^|;\s*)csrftoken=([^;]+)/);
  if (cookie) return cookie[1];
  return document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
}
