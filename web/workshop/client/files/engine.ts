/** The engine of Sportello, as diagrams name theirs. */
const ours = { platform: 'Camunda Cloud', version: '8.5.0' };

/** The attributes of a diagram's root that name engine and tool. */
export interface DiagramRoot {
  $attrs: Record<string, string>;
  exporter?: string;
}

/** For which engine a diagram was drawn; null when it is ours. */
export const otherEngine = ({ $attrs, exporter }: DiagramRoot): string | null => {
  const platform = $attrs['modeler:executionPlatform'];
  const version = $attrs['modeler:executionPlatformVersion'];
  if (platform === ours.platform && version?.startsWith('8.5.')) return null;
  if (platform) return `${platform} ${version ?? ''}`.trim();
  return exporter ?? '';
};

/** From now on it is a diagram for our engine: the checks say what it lacks. */
export const makeOurs = ({ $attrs }: DiagramRoot): void => {
  $attrs['xmlns:modeler'] = 'http://camunda.org/schema/modeler/1.0';
  $attrs['modeler:executionPlatform'] = ours.platform;
  $attrs['modeler:executionPlatformVersion'] = ours.version;
};
