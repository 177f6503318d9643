declare module 'bpmnlint' {
  export interface Report {
    id?: string;
    message: string;
    category: 'off' | 'warn' | 'error' | 'info' | 'rule-error';
  }
  export interface LinterConfig {
    extends: string[];
    rules: Record<string, 'off' | 'warn' | 'error'>;
  }
  export class Linter {
    constructor(options: { config: LinterConfig; resolver: unknown });
    lint(root: unknown): Promise<Record<string, Report[]>>;
  }
}
declare module 'bpmnlint/lib/resolver/node-resolver.js' {
  class NodeResolver {
    constructor(options: { require: NodeJS.Require });
  }
  export = NodeResolver;
}
