import type { StepName } from '../../../shared/integration/draft.ts';
import type { Route, ScreenName } from '../../route.ts';
import { sectionOf, type SectionName } from '../settings/section-names.ts';
import { topics, type TopicName } from './texts.ts';

/** The topic of every screen; the compiler names one that has none. */
const ofScreen: Readonly<Record<ScreenName, TopicName>> = {
  home: 'start',
  gallery: 'start',
  galleryApp: 'start',
  setup: 'start',
  help: 'start',
  runs: 'sync',
  run: 'sync',
  compare: 'sync',
  exports: 'browsing',
  plans: 'sync',
  plan: 'sync',
  remap: 'sync',
  issues: 'sync',
  rostering: 'browsing',
  gradebook: 'browsing',
  sheet: 'browsing',
  quality: 'browsing',
  reports: 'reports',
  settings: 'settings',
  appearance: 'appearance',
};

const ofStep: Readonly<Partial<Record<StepName, TopicName>>> = {
  mode: 'gradeSync',
  activation: 'gradeSync',
  delivery: 'powerschool',
  roster: 'roster',
  mappings: 'mappings',
  masterFields: 'masterFields',
};

const ofSection: Readonly<Partial<Record<SectionName, TopicName>>> = {
  connection: 'powerschool',
  roster: 'roster',
  'attribute-mappings': 'mappings',
  'master-fields': 'masterFields',
};

/** The topic that helps with what is on the screen. */
export function topicOf(route: Route): TopicName {
  if (route.screen === 'help') return topicNamed(route.topic);
  if (route.screen === 'settings') return ofSection[sectionOf(route.section)] ?? ofScreen.settings;
  // SAFETY: only looked up: another name finds nothing.
  if (route.screen === 'setup') return ofStep[(route.query?.['step'] ?? '') as StepName] ?? ofScreen.setup;
  return ofScreen[route.screen];
}

/** The first for every name that is none. */
export const topicNamed = (name: string): TopicName => topicNames.find((known) => known === name) ?? 'start';

// SAFETY: the keys of a constant.
export const topicNames = Object.keys(topics) as readonly TopicName[];
