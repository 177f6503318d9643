import { InputError } from '../../../../core/errors.js';
import {
  partCases,
  relateCases,
  relationKinds,
  type RelationKind,
} from '../../../../db/transactions/casework/relations.js';
import { refuseRestricted } from '../../../access.js';
import { isUuid } from '../../../page.js';
import { caseByNumber, restrictedCaseOf, whatIsWanted } from '../../../search/query.js';
import { answerOf, param, type CaseAction } from '../action.js';

/** Says that the case belongs together with another, by its number. */
export const relate: CaseAction = {
  name: 'relate',
  may: () => true,
  questions: ({ t }) => [
    {
      type: 'textfield',
      key: 'number',
      label: t('casework.relate.number'),
      description: t('casework.relate.number.hint'),
      validate: { required: true, maxLength: 20 },
    },
    {
      type: 'radio',
      key: 'kind',
      label: t('casework.relate.kind'),
      values: relationKinds.map((kind) => ({ value: kind, label: t(`casework.relation.${kind}`) })),
      validate: { required: true },
    },
  ],
  async run({ services, actor, work, data, t }) {
    const wanted = whatIsWanted(answerOf(data, 'number'));
    if (wanted.kind !== 'case') throw new InputError({ number: t('casework.relate.shape') });
    const [other] = await caseByNumber(services.db, actor, wanted.year, wanted.number);
    if (!other) {
      await refuseRestricted(services, actor, restrictedCaseOf(wanted));
      throw new InputError({ number: t('casework.relate.unknown') });
    }
    await relateCases(services, actor, { ...work, otherId: other.id, kind: data['kind'] as RelationKind });
    return { params: { number: other.number } };
  },
};

/** Takes the relation back that the address names. */
export const unrelate: CaseAction = {
  name: 'unrelate',
  may: () => true,
  async run(sent) {
    const otherId = param(sent, 'other');
    if (isUuid(otherId)) await partCases(sent.services, sent.actor, { ...sent.work, otherId });
    return undefined;
  },
};
