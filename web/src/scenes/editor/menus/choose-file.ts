/** Asks for a file of these media types, as a button for files would; nothing happens where the person thinks better of it. */
export function chooseFile(types: readonly string[], take: (file: File) => void): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = types.join(',');
  input.addEventListener('change', () => {
    const [file] = input.files ?? [];
    if (file !== undefined) take(file);
  });
  input.click();
}
