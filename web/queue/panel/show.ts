import type { Page } from '../../page.js';
import { panelOf, type Panel } from './query.js';

export interface ShownPanel extends Partial<Panel> {
  /** The page that the panel's buttons come back to. */
  back: string;
}

/** The panel for who looks at the page; without a station it only offers to choose one. */
export const panelFor = async (ctx: Page, back = ctx.path): Promise<ShownPanel> => {
  const { station, services } = ctx.state;
  return station ? { back, ...(await panelOf(services.db, station, services.clock.now())) } : { back };
};
