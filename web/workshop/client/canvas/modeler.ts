import chooser from '@bpmn-io/element-template-chooser';
import templateIcons from '@bpmn-io/element-template-icon-renderer';
import {
  CreateAppendAnythingModule,
  CreateAppendElementTemplatesModule,
} from 'bpmn-js-create-append-anything';
import { CloudElementTemplatesPropertiesProviderModule } from 'bpmn-js-element-templates';
import {
  BpmnPropertiesPanelModule,
  BpmnPropertiesProviderModule,
  ZeebePropertiesProviderModule,
} from 'bpmn-js-properties-panel';
import Modeler from 'bpmn-js/lib/Modeler.js';
import behaviors from 'camunda-bpmn-js-behaviors/lib/camunda-cloud/index.js';
import grid from 'diagram-js-grid';
import minimap from 'diagram-js-minimap';
import zeebe from 'zeebe-bpmn-moddle/resources/zeebe.json' with { type: 'json' };
import type { ModelerSettings } from '../../modeler/settings.js';
import { part } from '../page/part.js';
import { panelGroups } from './panel-groups.js';
import { translation } from './translate.js';

/** New user tasks would become the engine's own, which Sportello doesn't see: they stay jobs, as all of ours are. */
const plainUserTasks = { createZeebeUserTaskBehavior: ['value', null] };

/** The canvas with palette, properties panel and the municipality's element templates. */
export const createModeler = ({ locale, templates }: ModelerSettings): Modeler =>
  new Modeler({
    container: part('canvas'),
    propertiesPanel: { parent: part('properties') },
    moddleExtensions: { zeebe },
    elementTemplates: templates,
    additionalModules: [
      BpmnPropertiesPanelModule,
      BpmnPropertiesProviderModule,
      ZeebePropertiesProviderModule,
      CloudElementTemplatesPropertiesProviderModule,
      CreateAppendAnythingModule,
      CreateAppendElementTemplatesModule,
      chooser,
      templateIcons,
      behaviors,
      plainUserTasks,
      panelGroups,
      grid,
      minimap,
      ...translation(locale),
    ],
  });
