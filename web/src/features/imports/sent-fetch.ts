/**
 * `fetch` that tells how much of the body has been sent, which the browser's own does not: for the API client, so that
 * an upload stays a typed call. `onSent` gets a share from 0 to 1.
 */
export function makeSentFetch(onSent: (share: number) => void): (request: Request) => Promise<Response> {
  return async (request) => {
    const body = await request.blob();
    return new Promise((resolve, reject) => {
      const xhr = new XMLHttpRequest();
      const abort = () => xhr.abort();
      xhr.open(request.method, request.url);
      for (const [name, value] of request.headers) xhr.setRequestHeader(name, value);
      xhr.responseType = "blob";
      xhr.upload.addEventListener("progress", ({ loaded, total }) => onSent(total === 0 ? 0 : loaded / total));
      xhr.addEventListener("load", () => resolve(answerOf(xhr)));
      xhr.addEventListener("error", () => reject(new TypeError("The request was not sent completely.")));
      xhr.addEventListener("abort", () => reject(new DOMException("The upload was cancelled.", "AbortError")));
      xhr.addEventListener("loadend", () => request.signal.removeEventListener("abort", abort));
      if (request.signal.aborted) {
        reject(new DOMException("The upload was cancelled.", "AbortError"));
        return;
      }
      request.signal.addEventListener("abort", abort);
      xhr.send(body);
    });
  };
}

function answerOf(xhr: XMLHttpRequest): Response {
  const headers = new Headers();
  for (const line of xhr.getAllResponseHeaders().trim().split(/\r?\n/)) {
    const at = line.indexOf(":");
    if (at > 0) headers.append(line.slice(0, at), line.slice(at + 1).trim());
  }
  const isEmpty = xhr.status === 204 || xhr.status === 205 || xhr.status === 304;
  return new Response(isEmpty ? null : (xhr.response as Blob), { status: xhr.status, headers });
}
