/** The file in an upload: the body itself, or the first file of a form (`multipart/form-data`). */
export async function uploadedFile(contentType: string | undefined, bytes: Uint8Array): Promise<Uint8Array> {
  if (contentType?.toLowerCase().startsWith('multipart/form-data') !== true) return bytes;
  const form = await new Response(new Uint8Array(bytes), { headers: { 'Content-Type': contentType } }).formData();
  for (const value of form.values()) if (typeof value !== 'string') return value.bytes();
  return new Uint8Array();
}
