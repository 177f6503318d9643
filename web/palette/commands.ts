import { may, type Actor } from '../../core/actor.js';
import type { Catalogue } from '../../processes/catalogue/catalogue.js';
import type { Translate } from '../i18n.js';
import { navigationFor } from '../navigation.js';
import type { RecentCase } from './query.js';

export interface Command {
  href: string;
  label: string;
  detail?: string;
}
export interface CommandGroup {
  key: string;
  commands: Command[];
}

/** Everything that somebody may go to or begin, by their rights: rooms, procedures to open, cases seen last. */
export const commandsFor = async (
  t: Translate,
  actor: Actor,
  catalogue: Catalogue,
  recent: RecentCase[],
): Promise<CommandGroup[]> => {
  const isAtDesk = may(actor, 'operator');
  const procedures = isAtDesk ? await catalogue.published() : [];
  const groups: CommandGroup[] = [
    {
      key: 'recent',
      commands: recent.map(({ id, number, subject, applicant }) => ({
        href: `/cases/${id}`,
        label: `${number} · ${applicant}`,
        detail: subject,
      })),
    },
    {
      key: 'rooms',
      commands: navigationFor(actor).map(({ key, href }) => ({ href, label: t(`nav.${key}`) })),
    },
    {
      key: 'open',
      commands: procedures.map(({ procedureId, sheet }) => ({
        href: `/desk/open/${procedureId}`,
        label: sheet.title,
      })),
    },
    {
      key: 'new',
      commands: isAtDesk
        ? ['person', 'organisation'].map((kind) => ({
            href: `/parties/new?kind=${kind}`,
            label: t(`parties.new.${kind}`),
          }))
        : [],
    },
  ];
  return groups.filter(({ commands }) => commands.length > 0);
};
