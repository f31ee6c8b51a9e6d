/** A file as the body of a request, which the description knows as text; its name goes in a header, for a body has none. */
export function fileBody(file: Blob) {
  return {
    body: file as never,
    bodySerializer: () => file,
    headers: { "content-type": "application/octet-stream" },
  };
}

export function fileName({ name }: { readonly name: string }) {
  return { "x-file-name": encodeURIComponent(name) };
}
