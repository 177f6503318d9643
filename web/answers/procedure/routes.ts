import { publicUrl } from '../../../core/config.js';
import { NotFoundError } from '../../../core/errors.js';
import type { Services } from '../../../core/services.js';
import type { ProcedureVersion } from '../../../processes/catalogue/catalogue.js';
import { outcomesOf } from '../../../processes/catalogue/outcomes.js';
import type { Translate } from '../../i18n.js';
import { createRouter, demandRole, render, type PageRouter } from '../../page.js';
import { sheetFacts } from '../../published/sheet-facts.js';
import { topicsOf, type SheetFacts } from '../../published/topics.js';
import { durationLines, usualDurations } from '../../published/usual-durations.js';
import { sentenceOf } from '../card/facts.js';

/** The answer on a procedure before there is a case: the sheet, so that it can be read aloud. */
export const procedureAnswerRoutes = (services: Services): PageRouter => {
  const router = createRouter();
  const { catalogue, config } = services;
  const durationsOf = usualDurations(services);

  router.get('/answers/procedures/:procedureId', async (ctx) => {
    demandRole(ctx, 'operator');
    const { t } = ctx.state;
    const version = await catalogue.latest(ctx.params['procedureId'] ?? '');
    if (!version) throw new NotFoundError('Procedimento');
    const rows = await durationsOf(version.procedureId);
    const usual = durationLines(rows, catalogue.municipality.durations.minimum, t);
    const facts = sheetFacts(services, version, t);
    const title = t('published.procedure', { procedure: version.sheet.title });
    render(ctx, 'answers/procedure', {
      title,
      section: 'desk',
      crumbs: [
        { label: t('nav.desk'), href: '/desk' },
        { label: t('desk.open.title'), href: '/desk/open' },
        { label: title },
      ],
      procedureId: version.procedureId,
      procedure: version.sheet.title,
      sections: procedureCard(version, facts, usual, t),
      forms: facts.forms,
      publicAddress: `${publicUrl(config)}/procedimenti/${version.procedureId}`,
    });
  });
  return router;
};

/** The sheet in the order in which people ask at a desk. */
const procedureCard = (
  { model }: ProcedureVersion,
  facts: SheetFacts,
  usual: string[],
  t: Translate,
): { key: string; sentences: string[] }[] => {
  const topics = topicsOf(facts);
  const ends = [...new Set(outcomesOf(model).map((end) => sentenceOf(end, t)))];
  return [
    { key: 'what', sentences: topics.about },
    { key: 'who', sentences: [...topics.who, ...topics.channels] },
    { key: 'bring', sentences: [...topics.bring, ...topics.selfCertification] },
    { key: 'cost', sentences: topics.fees },
    { key: 'long', sentences: [...topics.term, ...usual] },
    { key: 'ends', sentences: [...ends, ...topics.silence] },
    { key: 'follow', sentences: topics.follow },
    { key: 'remedies', sentences: [...topics.remedies, ...topics.inertia] },
  ];
};
