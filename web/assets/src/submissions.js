const patience = 5000;

/**
 * A second click while a form is on its way does nothing; the server would answer the same anyway. Coming back with the
 * browser's button frees the form again.
 */
export const guardSubmissions = (root) => {
  root.addEventListener('submit', (event) => {
    const form = event.target;
    if (form.method !== 'post' || form.hasAttribute('hx-post')) return;
    if (form.dataset.sending) event.preventDefault();
    else {
      form.dataset.sending = 'true';
      setTimeout(() => delete form.dataset.sending, patience); // stopped on the way: it may be sent again
    }
  });
  window.addEventListener('pageshow', () => {
    for (const form of root.querySelectorAll('form[data-sending]')) delete form.dataset.sending;
  });
};
