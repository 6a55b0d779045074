// Passkeys: shows their buttons where the browser has them, and says when one did not work.

const buttons = document.querySelectorAll("#passkey_login, #mfa_webauthn_authenticate, #mfa_webauthn_add, #mfa_webauthn_reauthenticate");

if (window.PublicKeyCredential) {
  for (const button of buttons) {
    button.hidden = false;
  }
}

document.addEventListener("allauth.error", (event) => {
  event.preventDefault(); // allauth would write it to the console, where nobody looks
  const notice = document.getElementById("passkey-problem");
  if (notice) {
    notice.hidden = false;
  }
});
