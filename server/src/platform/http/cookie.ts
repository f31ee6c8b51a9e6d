/** `__Host-` binds the cookie to this host and to HTTPS; on this machine's plain http browsers would not keep it. */
function cookieName(https: boolean): string {
  return https ? "__Host-session" : "session";
}

export function sessionTokenFrom(headers: Headers, https: boolean): string | null {
  const name = cookieName(https);
  for (const part of (headers.get("cookie") ?? "").split(";")) {
    const [key, value] = part.trim().split("=", 2);
    if (key === name && value !== undefined && value !== "") return value;
  }
  return null;
}

/** Null ends the session in the browser. The database decides when a session is over, so the cookie has no date. */
export function sessionCookie(token: string | null, https: boolean): string {
  // Lax: a link from a mail or a chat opens signed in; what changes anything is guarded by its origin.
  const attributes = `Path=/; HttpOnly; SameSite=Lax${https ? "; Secure" : ""}`;
  return `${cookieName(https)}=${token ?? ""}; ${attributes}${token === null ? "; Max-Age=0" : ""}`;
}
