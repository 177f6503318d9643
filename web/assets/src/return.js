/** A page of a machine in the hall goes back to its start by itself: `<a data-return-after="20" href="…">`. */
export const returnToStart = (root) => {
  const link = root.querySelector('a[data-return-after]');
  if (link) setTimeout(() => location.assign(link.href), Number(link.dataset.returnAfter) * 1000);
};
