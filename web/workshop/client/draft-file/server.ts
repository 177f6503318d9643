import { get, post, Refusal } from '../page/server.js';

/** A file of a draft as the server has it. */
export interface ServerFile {
  content: string;
  revision: number;
  savedAt: string;
  savedBy: string;
}

/** The server's side of one file of a draft. */
export interface FileServer {
  /** @returns null when the draft has no such file. @throws Refusal */
  load(): Promise<ServerFile | null>;
  /** @throws Refusal; 409 `draft.overtaken` when somebody saved since that revision: nothing is written */
  save(content: string, revision: number): Promise<{ revision: number; savedAt: string }>;
}

/** A file's address below its draft: each part of the path by itself. */
const addressOf = (draftId: string, path: string): string =>
  `/workshop/drafts/${draftId}/files/${path.split('/').map(encodeURIComponent).join('/')}`;

/** @param path the file's, as `forms/domanda.form` */
export const fileServer = (draftId: string, path: string): FileServer => {
  const address = addressOf(draftId, path);
  return {
    load: () =>
      get<ServerFile>(address).catch((error: unknown) => {
        if (error instanceof Refusal && error.status === 404) return null;
        throw error;
      }),
    save: (content, revision) => post(address, { content, revision }),
  };
};
