/** Text as a sheet saved it: UTF-8, or what older Italian ones write. */
const decode = (bytes) => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
};

/** A list can be taken from a file: it is read here, into the box where it could have been pasted, and not sent yet. */
export const readListFiles = (root) => {
  for (const place of root.querySelectorAll('[data-reads-file]')) {
    place.hidden = false;
    place.addEventListener('change', async ({ target }) => {
      const [file] = target.files;
      const box = root.getElementById(place.dataset.readsFile);
      if (file && box) box.value = decode(await file.arrayBuffer());
    });
  }
};
