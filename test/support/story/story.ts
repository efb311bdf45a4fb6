/**
 * A scenario that takes several records and more than one sync, as an administrator would tell it: what both ends agree on, what then happens
 * at each, what the plan has to say, and what stands at both ends once it was applied. `test/scenarios/<situation>/story.json` holds one.
 */
export interface Story {
  readonly situation: string;
  /** Teachers with their categories. */
  readonly teachers: Readonly<Record<string, readonly string[]>>;
  readonly classes: Readonly<Record<string, StoryClass>>;
  readonly steps: readonly StoryStep[];
}

export interface StoryClass {
  readonly school: string;
  readonly teacher: string;
  readonly coTeachers?: readonly string[];
  /** By name; where two have the same, with their student numbers: `Ada Ash (1002)`. */
  readonly students: readonly string[];
  /** Given and scored in PowerSchool before the first sync. */
  readonly gradebook?: Gradebook;
}

/** By line item and category, `Leaf quiz (Quizzes)`, what each student has. What stands there twice is marked `#2`. */
export type Gradebook = Readonly<Record<string, Readonly<Record<string, number | string>>>>;
export type Gradebooks = Readonly<Record<string, Gradebook>>;

export interface StoryStep {
  readonly what: string;
  readonly inPowerSchool?: readonly PowerSchoolAct[];
  readonly atPartner?: readonly PartnerAct[];
  /** What is likely or certain about changed ids is accepted before the sync. */
  readonly acceptsIds?: boolean;
  /** One line for each write, and for each question to a person. */
  readonly plan: readonly string[];
  /** What looks like a change of ids after the sync. */
  readonly looksLike?: readonly string[];
  /** What the plan of another sync has to say; nothing, if it is not given. */
  readonly remains?: readonly string[];
  /** At both ends, or at each. */
  readonly after: Gradebooks | { readonly powerschool: Gradebooks; readonly partner: Gradebooks };
  /** Categories: in PowerSchool by teacher, at the partner by class. */
  readonly categories?: {
    readonly powerschool: Readonly<Record<string, readonly string[]>>;
    readonly partner: Readonly<Record<string, readonly string[]>>;
  };
}

type Scores = Readonly<Record<string, number>>;

/** Done by somebody in PowerSchool. */
export type PowerSchoolAct =
  | {
      readonly act: 'give';
      readonly assignment: string;
      readonly classes: readonly string[];
      readonly category: string;
      readonly scores?: Scores;
    }
  | { readonly act: 'score'; readonly assignment: string; readonly class: string; readonly scores: Scores }
  | { readonly act: 'delete'; readonly assignment: string; readonly class: string }
  | { readonly act: 'move'; readonly student: string; readonly from: string; readonly to: string }
  /** The section is made anew under other numbers, with its students and its gradebook. */
  | { readonly act: 'renumberSection'; readonly class: string }
  | { readonly act: 'changeTeacher'; readonly class: string; readonly to: string }
  /** Each gets the name and the student number of the other. */
  | { readonly act: 'exchangeStudents'; readonly students: readonly [string, string] }
  | { readonly act: 'lockTerm' | 'unlockTerm' };

/** Done in the LMS behind the partner, or by the partner itself. */
export type PartnerAct =
  | { readonly act: 'addCategory'; readonly category: string; readonly class: string }
  | {
      readonly act: 'give';
      readonly lineItem: string;
      readonly class: string;
      readonly category: string;
      readonly scores?: Scores;
    }
  | { readonly act: 'score'; readonly lineItem: string; readonly class: string; readonly scores: Scores }
  | { readonly act: 'delete'; readonly lineItem: string; readonly class: string }
  | {
      readonly act: 'renameCategory';
      readonly category: string;
      readonly classes: readonly string[];
      readonly to: string;
    }
  /** Schools, classes, people and enrollments as PowerSchool now has them. */
  | { readonly act: 'importRoster' };
