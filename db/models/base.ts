import { Model, snakeCaseMappers } from 'objection';

/** Columns are snake_case, properties camelCase; every query is given its transaction or pool explicitly. */
export class BaseModel extends Model {
  static override get columnNameMappers() {
    return snakeCaseMappers();
  }
}
