import { createHash } from 'node:crypto';
import { z } from 'zod';
import { sharedContractSchema } from './shared/contract.js';
import { sheetSchema } from './sheet.js';

/** One component of a form-js schema, as far as the server draws it. */
export const componentSchema: z.ZodType<FormComponent> = z.looseObject({
  type: z.string(),
  key: z.string().optional(),
  path: z.string().optional(),
  label: z.string().optional(),
  description: z.string().optional(),
  text: z.string().optional(),
  subtype: z.string().optional(),
  multiple: z.boolean().optional(),
  accept: z.string().optional(),
  values: z.array(z.object({ label: z.string(), value: z.string() })).optional(),
  validate: z
    .looseObject({
      required: z.boolean().optional(),
      minLength: z.number().optional(),
      maxLength: z.number().optional(),
      min: z.number().optional(),
      max: z.number().optional(),
      pattern: z.string().optional(),
      validationType: z.string().optional(),
    })
    .optional(),
  conditional: z.looseObject({ hide: z.string().optional() }).optional(),
  properties: z.record(z.string(), z.string()).optional(),
  components: z.lazy(() => z.array(componentSchema)).optional(),
  showOutline: z.boolean().optional(),
  decimalDigits: z.number().optional(),
  defaultValue: z.json().optional(),
});

export interface FormComponent {
  type: string;
  key?: string | undefined;
  path?: string | undefined;
  label?: string | undefined;
  description?: string | undefined;
  text?: string | undefined;
  subtype?: string | undefined;
  multiple?: boolean | undefined;
  accept?: string | undefined;
  values?: { label: string; value: string }[] | undefined;
  validate?:
    | {
        required?: boolean | undefined;
        minLength?: number | undefined;
        maxLength?: number | undefined;
        min?: number | undefined;
        max?: number | undefined;
        pattern?: string | undefined;
        validationType?: string | undefined;
      }
    | undefined;
  conditional?: { hide?: string | undefined } | undefined;
  properties?: Record<string, string> | undefined;
  components?: FormComponent[] | undefined;
  showOutline?: boolean | undefined;
  decimalDigits?: number | undefined;
  defaultValue?: z.core.util.JSONType | undefined;
}

export const formSchema = z.looseObject({ id: z.string(), components: z.array(componentSchema) });
export type FormSchema = z.output<typeof formSchema>;

const sharedProcessSchema = z.strictObject({
  bpmn: z.string(),
  contract: sharedContractSchema,
  forms: z.record(z.string(), formSchema),
  decisions: z.record(z.string(), z.string()),
});

/** A subprocess that procedures call: its diagram, what it wants and answers, its forms and decisions. */
export type SharedProcess = z.output<typeof sharedProcessSchema>;

/** Everything of a procedure that is published together. */
export const bundleSchema = z.strictObject({
  bpmn: z.string(),
  sheet: sheetSchema,
  /** By form key. */
  forms: z.record(z.string(), formSchema),
  /** By file name. */
  decisions: z.record(z.string(), z.string()),
  /** The procedure's own part of a letter, by letter code. */
  letters: z.record(z.string(), z.string()),
  /** What the diagram calls, by name, as it was when the procedure was published. */
  shared: z.record(z.string(), sharedProcessSchema).optional(),
});
export type ProcedureBundle = z.output<typeof bundleSchema>;

const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([k, v]) => [k, sorted(v)]),
  );
};

/** SHA-256 of a bundle's content, whatever the order of its keys. */
export const bundleHash = (bundle: ProcedureBundle): string =>
  createHash('sha256')
    .update(JSON.stringify(sorted(bundle)))
    .digest('hex');
