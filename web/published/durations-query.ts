import type { Knex } from 'knex';

/** How long the closed cases of a procedure took in an office, in days. */
export interface Durations {
  procedureId: string;
  office: string;
  cases: number;
  /** From presentation to the end. */
  median: number;
  ninetieth: number;
  /** The part in which the case was waiting for the person. */
  waitingMedian: number;
  waitingNinetieth: number;
  /** The rest: how long the Comune itself took. */
  ownMedian: number;
  ownNinetieth: number;
}

/**
 * Real durations by procedure and office (L. 241/1990 art. 2 c. 4-bis): median and 90th percentile, the time spent waiting
 * for the person apart. A case waits where it rests for a message; one on the edge of a task doesn't keep the office from
 * working. Waits that overlap are counted once. One query for all procedures.
 * @param messages by procedure, the names of the messages that the person sends
 */
export const durations = async (
  db: Knex,
  { since, messages }: { since: Date; messages: { procedureId: string; name: string }[] },
): Promise<Durations[]> => {
  const { rows } = await db.raw<{ rows: Durations[] }>(
    `with person_message as (
       select * from jsonb_to_recordset(:messages::jsonb) as m("procedureId" text, name text)
     ), closed as (
       select id, procedure_id, office_id, extract(epoch from closed_at - presented_at) / 86400 as days
         from case_file where status = 'closed' and closed_at >= :since
     ), waited as (
       select closed.id, range_agg(tstzrange(e.entered_at, greatest(e.entered_at, e.left_at))) as periods
         from closed
         join engine_instance i on i.case_id = closed.id
         join engine_element e on e.instance_key = i.key and e.left_at is not null
          and e.type in ('INTERMEDIATE_CATCH_EVENT', 'EVENT_BASED_GATEWAY', 'RECEIVE_TASK')
        where exists (select from engine_subscription s join person_message m on m.name = s.message_name
          where s.element_key = e.key and m."procedureId" = closed.procedure_id)
        group by closed.id
     ), measured as (
       select closed.*, coalesce((select sum(extract(epoch from upper(p) - lower(p))) / 86400
           from unnest(waited.periods) p), 0) as waiting
         from closed left join waited on waited.id = closed.id
     )
     select m.procedure_id as "procedureId", o.name as office, count(*)::int as cases,
            percentile_cont(0.5) within group (order by m.days)::float as median,
            percentile_cont(0.9) within group (order by m.days)::float as ninetieth,
            percentile_cont(0.5) within group (order by m.waiting)::float as "waitingMedian",
            percentile_cont(0.9) within group (order by m.waiting)::float as "waitingNinetieth",
            percentile_cont(0.5) within group (order by m.days - m.waiting)::float as "ownMedian",
            percentile_cont(0.9) within group (order by m.days - m.waiting)::float as "ownNinetieth"
       from measured m join office o on o.id = m.office_id
      group by 1, 2 order by 1, 2`,
    { since, messages: JSON.stringify(messages) },
  );
  return rows;
};
