/** Another officer answers for a case from now on: told by the program when it happens, not brought by anybody. */
export const responsibleChanged = 'responsabile.cambiato';
