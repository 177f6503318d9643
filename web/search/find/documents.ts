import type { Knex } from 'knex';
import { groupOf, newestHits, type Group, type Wanted } from './group.js';
import { snippetOf, type SnippetPart } from './snippet.js';

export interface FoundDocument {
  id: string;
  title: string;
  caseId: string;
  caseNumber: string;
  createdAt: Date;
  /** The passage of the document that holds the words; empty when only its title does. */
  snippet: SnippetPart[];
}

/** Signs that no document has: they mark the found words until the page does. */
const marks = `chr(57344), chr(57345)`;
const headline = (
  query: string,
): string => `case when to_tsvector('public.sportello_italian', search_plain(left(text.content, 20000))) @@ (${query})
  then ts_headline('public.sportello_italian', left(text.content, 20000), ${query}, format(
    'StartSel=%s, StopSel=%s, MaxFragments=1, MaxWords=22, MinWords=12', ${marks})) end`;

/** Papers and letters by their title and by what is written in them. */
export const foundDocuments = async (db: Knex, wanted: Wanted): Promise<Group<FoundDocument>> => {
  const { sql, values } = wanted.query;
  const rows = (await newestHits(db, 'document', wanted)
    .join('document', 'document.id', 'hit.id')
    .leftJoin('document_text as text', 'text.document_id', 'document.id')
    .select({
      id: 'document.id',
      title: 'document.title',
      caseId: 'case_file.id',
      caseNumber: 'case_file.number',
      createdAt: 'document.created_at',
      headline: db.raw(headline(sql), [...values, ...values]),
    })) as (Omit<FoundDocument, 'snippet'> & { headline: string | null; total: number })[];
  return groupOf(rows.map((row) => ({ ...row, snippet: snippetOf(row.headline) })));
};
