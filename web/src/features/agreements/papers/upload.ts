/** A file as the body of a request; its name goes in a header, for a body has none. */
export function fileBody(file: File) {
  return {
    body: file as never,
    bodySerializer: (body: unknown) => body as BodyInit,
    headers: { "content-type": "application/octet-stream" },
  };
}

export function fileName(file: File) {
  return { "x-file-name": encodeURIComponent(file.name) };
}
