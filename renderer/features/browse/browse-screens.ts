import type { BrowseView } from '../../../shared/browse/views.ts';

/** The two screens of data browsing and their tabs. */
const views = {
  rostering: ['schools', 'terms', 'courses', 'classes', 'teachers', 'students', 'enrollments'],
  gradebook: ['categories', 'lineItems', 'results'],
} as const satisfies Readonly<Record<string, readonly BrowseView[]>>;
export type BrowseScreen = keyof typeof views;

export const viewsOf = (screen: BrowseScreen): readonly BrowseView[] => views[screen];

export const screenOf = (view: BrowseView): BrowseScreen =>
  (views.rostering as readonly BrowseView[]).includes(view) ? 'rostering' : 'gradebook';
