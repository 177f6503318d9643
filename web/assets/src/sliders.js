/** A slider beside a number field: moving one moves the other. Without scripts it isn't shown. */
export const joinSliders = (root) => {
  for (const slider of root.querySelectorAll('input[type="range"][data-sets]')) {
    const number = root.getElementById(slider.dataset.sets);
    slider.closest('[hidden]')?.removeAttribute('hidden');
    slider.addEventListener('input', () => (number.value = slider.value));
    number.addEventListener('input', () => (slider.value = number.value));
  }
};
