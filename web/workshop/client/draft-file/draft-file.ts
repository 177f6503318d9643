import { debounce } from '../page/debounce.js';
import { Refusal } from '../page/server.js';
import type { Keeper } from './kept.js';
import type { FileServer, ServerFile } from './server.js';
import type { FileState } from './state.js';

export interface DraftFileParts {
  server: FileServer;
  keeper: Keeper;
  /** What is on the screen now. */
  read: () => string | Promise<string>;
  /** Puts another text onto the screen. */
  show: (content: string) => void | Promise<void>;
  /** Told at each change of state. */
  tell: (state: FileState) => void;
}

const afterTyping = 700;
const untilAskedAgain = 5_000;

const isAway = ({ status }: Refusal): boolean => status === 0 || status >= 500;

const isOvertaken = ({ status, body }: Refusal): boolean =>
  status === 409 && (body as { error?: { code?: string } } | null)?.error?.code === 'draft.overtaken';

/** A file of a draft on somebody's screen: keeps the server's copy up with it, and loses nothing on the way. */
export class DraftFile {
  /** What the server is known to have. */
  private saved: string;
  private revision: number;
  /** When it was last saved from here. */
  private savedAt: Date | null = null;
  /** What somebody else saved meanwhile; null when they took the file away, undefined when nobody was faster. */
  private theirs: ServerFile | null | undefined;
  private turn = Promise.resolve();
  private readonly soon = debounce(afterTyping, () => void this.inTurn(() => this.save()));
  private readonly again = debounce(untilAskedAgain, () => void this.inTurn(() => this.save()));

  private constructor(
    private readonly parts: DraftFileParts,
    { content, revision }: ServerFile,
  ) {
    this.saved = content;
    this.revision = revision;
  }

  /**
   * @returns the file, and what to show first: the server's text, or what this browser kept because the server never got it;
   *   null when the draft has no such file
   * @throws Refusal when the server can't be asked
   */
  static async open(
    parts: DraftFileParts,
  ): Promise<{ file: DraftFile; content: string; isKept: boolean } | null> {
    const begun = await parts.server.load();
    if (!begun) return null;
    const file = new DraftFile(parts, begun);
    const content = file.withEarlier(begun);
    return { file, content, isKept: content !== begun.content };
  }

  /** Something was changed on the screen: it is saved a moment later. */
  changed(): void {
    if (this.theirs === undefined) this.parts.tell({ is: 'changed' });
    this.soon();
  }

  /** Saves at once what waits, as when the page is being left. */
  flush(): void {
    this.soon.now();
  }

  /** Whether something on the screen is not even kept in this browser yet. */
  waits(): boolean {
    return this.soon.waits();
  }

  /** After `overtaken`: what is on the screen counts; theirs stays in the file's history. */
  keepMine(): Promise<void> {
    return this.inTurn(async () => {
      this.goOnFrom(this.theirs);
      await this.send(await this.parts.read());
    });
  }

  /** After `overtaken`: theirs comes onto the screen; what was there stays in the file's history. */
  takeTheirs(): Promise<void> {
    return this.inTurn(async () => {
      const { theirs } = this;
      if (!theirs) return;
      this.goOnFrom(theirs);
      if (!(await this.send(await this.parts.read()))) return;
      await this.parts.show(theirs.content);
      await this.send(theirs.content);
    });
  }

  /** What an earlier opening could not send is sent now if nobody wrote since; else the person chooses. */
  private withEarlier(begun: ServerFile): string {
    const { keeper, tell } = this.parts;
    const kept = keeper.earlier();
    if (!kept || kept.content === begun.content) {
      keeper.forget();
      tell({ is: 'saved', at: null });
      return begun.content;
    }
    if (kept.revision === begun.revision) this.changed();
    else {
      this.revision = kept.revision;
      this.overtakenBy(begun);
    }
    return kept.content;
  }

  private async save(): Promise<void> {
    const content = await this.parts.read();
    if (content !== this.saved) return void (await this.send(content));
    this.parts.keeper.forget();
    if (this.theirs === undefined) this.parts.tell({ is: 'saved', at: this.savedAt });
  }

  /** Keeps a text in this browser, then sends it. @returns whether the server has it */
  private async send(content: string): Promise<boolean> {
    const { keeper, server, tell } = this.parts;
    const { revision } = this;
    const kept = keeper.keep({ content, revision, at: new Date().toISOString() });
    if (this.theirs !== undefined) return false;
    try {
      const answer = await server.save(content, revision);
      this.saved = content;
      this.revision = answer.revision;
      this.savedAt = new Date(answer.savedAt);
      keeper.forget();
      tell({ is: 'saved', at: this.savedAt });
      return true;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      if (isOvertaken(error)) return this.settle(content);
      if (isAway(error)) this.away(kept);
      else tell({ is: 'refused', message: error.message });
      return false;
    }
  }

  /** Whoever saved again the text that this page began from has changed nothing: ours goes on from there. */
  private async settle(content: string): Promise<boolean> {
    const standing = await this.parts.server.load();
    if (standing?.content === this.saved && standing.revision !== this.revision) {
      this.goOnFrom(standing);
      return this.send(content);
    }
    this.overtakenBy(standing);
    return false;
  }

  private overtakenBy(theirs: ServerFile | null): void {
    this.theirs = theirs;
    this.parts.tell({ is: 'overtaken', theirs });
  }

  private goOnFrom(standing: ServerFile | null | undefined): void {
    this.revision = standing?.revision ?? 0;
    this.theirs = undefined;
  }

  private away(kept: boolean): void {
    this.parts.tell({ is: 'away', kept });
    this.again();
  }

  /** One after the other: a save that overtook the one before it would be its own rival. */
  private inTurn(act: () => Promise<void>): Promise<void> {
    this.turn = this.turn.then(act).catch((error: unknown) => {
      if (!(error instanceof Refusal)) throw error;
      this.away(true); // asked for theirs and got no answer; ours is kept
    });
    return this.turn;
  }
}
