import { post, postLeaving } from '../page/server.js';

/** Somebody else, or the same person in another tab, with the draft open. */
export interface Colleague {
  name: string;
  /** The file that is open there; empty for the draft's own page. */
  path: string;
}

const pause = 20_000;

/** Says that this page is open, and tells who else has the draft open, until the page is closed. */
export const sayPresence = (
  { draftId, path, page }: { draftId: string; path: string; page: string },
  tell: (others: readonly Colleague[]) => void,
): void => {
  const address = `/workshop/drafts/${draftId}/presence`;
  const say = (): void => {
    if (document.hidden) return;
    post<{ others: Colleague[] }>(address, { page, path }).then(
      ({ others }) => tell(others),
      () => undefined, // the file's own state says that the server is away
    );
  };
  say();
  window.setInterval(say, pause);
  document.addEventListener('visibilitychange', say);
  window.addEventListener('pagehide', () => postLeaving(address, { page, path, leaves: true }));
};
