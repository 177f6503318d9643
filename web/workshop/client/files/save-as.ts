/** Longer than any browser takes to begin reading what it is to save. */
const untilRead = 60_000;

/** Hands a file to the browser's downloads. */
export const saveAs = (name: string, content: Blob): void => {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  window.setTimeout(() => URL.revokeObjectURL(link.href), untilRead);
};
