/**
 * Whether a text of XML declares a document type or entities. None of ours does, and nothing is parsed that may expand
 * (CWE-776): whoever is handed such a text refuses it first.
 */
export const declaresEntities = (xml: string): boolean => /<!DOCTYPE|<!ENTITY/i.test(xml);
