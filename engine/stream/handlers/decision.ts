import { writeRows, type Handler } from '../handler.js';
import { textOf } from '../record.js';

interface Evaluated {
  decisionId: string;
  matchedRules: { ruleId: string }[];
}

/** Which rules of a decision table a case matched: what a table has that no scenario reaches is seen from it. */
export const decisionHandler: Handler = {
  valueType: 'DECISION_EVALUATION',
  intents: new Set(['EVALUATED']),
  apply: (trx, records) =>
    writeRows(
      trx,
      'process_instance_key bigint, decision_id text, rule_id text',
      `insert into engine_decision_rule (process_instance_key, decision_id, rule_id)
       select distinct process_instance_key, decision_id, rule_id from $rows on conflict do nothing`,
      records.flatMap(({ value }) =>
        (value['evaluatedDecisions'] as Evaluated[]).flatMap(({ decisionId, matchedRules }) =>
          matchedRules.map(({ ruleId }) => ({
            process_instance_key: textOf(value, 'processInstanceKey'),
            decision_id: decisionId,
            rule_id: ruleId,
          })),
        ),
      ),
    ),
};
