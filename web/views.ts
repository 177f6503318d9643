import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import Handlebars from 'handlebars';
import type { Actor } from '../core/actor.js';
import { inRepo } from '../core/paths.js';
import type { ContactBar } from './contacts/bar/model.js';
import type { Station } from '../db/stations.js';
import type { Locale, Translate } from './i18n.js';
import { menuOf, type Room } from './navigation.js';
import { opensAt } from './queue/allowed.js';
import { shortcutsFor } from './palette/keys.js';
import { helpers } from './view-helpers.js';

/** What the layout and every helper know of the page; views read it as `@page`. */
export interface PageFrame {
  t: Translate;
  locale: Locale;
  now: Date;
  csrf: string;
  path: string;
  url: string;
  actor: Actor | null;
  station?: Station | null;
  title: string;
  section: string;
  crumbs: { label: string; href?: string }[];
  contactBar?: ContactBar | undefined;
  badges: Record<string, number>;
  query: string;
  flash?: string;
}

/** What is the same on every page. */
export interface SiteFrame {
  municipality: string;
  demo: boolean;
  /** Nothing here is real: every page says so. */
  gym: boolean;
  navigation: (actor: Actor | null) => Room[];
  asset: (name: string) => string;
}

export interface Views {
  environment: typeof Handlebars;
  templates: Map<string, Handlebars.TemplateDelegate>;
  site: () => SiteFrame;
}

/** Every template below a folder, by its path without ending: `desk/home/view`. */
const templateFiles = (root: string, folder = root): [string, string][] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry): [string, string][] => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'assets' ? [] : templateFiles(root, path);
    if (!entry.name.endsWith('.hbs')) return [];
    return [
      [
        relative(root, path)
          .split(sep)
          .join('/')
          .replace(/\.hbs$/, ''),
        path,
      ],
    ];
  });

/**
 * Reads all views of `web/`: a view `desk/home` is `web/desk/home/view.hbs` (or `web/desk/home.hbs`), and each template
 * is a partial under its path. The environment is the pages' own, so that letters and pages can't see each other's helpers.
 * @param site what every page shows; asked at each page, because the municipality's data can be published anew
 */
export const createViews = (site: () => SiteFrame): Views => {
  const environment = Handlebars.create();
  environment.registerHelper(helpers);
  const templates = new Map<string, Handlebars.TemplateDelegate>();
  for (const [name, path] of templateFiles(inRepo('web'))) {
    const template = environment.compile(readFileSync(path, 'utf8'), { preventIndent: true });
    templates.set(name, template);
    environment.registerPartial(name, template);
  }
  return { environment, templates, site };
};

/** The HTML of a part, with the page's frame at hand. @throws Error when the view doesn't exist */
export const renderFragment = (views: Views, view: string, data: object, frame: PageFrame): string => {
  const template = views.templates.get(`${view}/view`) ?? views.templates.get(view);
  if (!template) throw new Error(`no view ${view}`);
  return template(data, { data: { page: frame, site: views.site() } });
};

/** The HTML of a whole page: the view inside `layout/page`. */
export const renderPage = (views: Views, view: string, data: object, frame: PageFrame): string => {
  const content = new views.environment.SafeString(renderFragment(views, view, data, frame));
  const site = views.site();
  const entries = site
    .navigation(frame.actor)
    .filter(({ href }) => opensAt(frame.station, href))
    .map((room) => ({ ...room, current: room.key === frame.section, badge: frame.badges[room.key] ?? 0 }));
  const { inLine, more } = menuOf(entries);
  const menu = {
    inLine,
    more,
    isInMore: more.some(({ current }) => current),
    badge: more.reduce((sum, { badge }) => sum + badge, 0),
  };
  return renderFragment(
    views,
    'layout/page',
    { content, menu, site, shortcuts: shortcutsFor(frame.actor, frame.station) },
    frame,
  );
};
