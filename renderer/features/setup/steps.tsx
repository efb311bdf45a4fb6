import type { ReactNode } from 'react';
import type { DraftFile, StepName } from '../../../shared/integration/draft.ts';
import { stepsOf } from '../../../shared/integration/draft-steps.ts';
import type { StepProps } from './step.ts';
import { ActivationStep } from './steps/activation-step.tsx';
import { DeliveryStep } from './steps/delivery-step.tsx';
import { MappingsStep } from './steps/mappings-step.tsx';
import { MasterFieldsStep } from './steps/master-fields-step.tsx';
import { ModeStep } from './steps/mode-step.tsx';
import { PartnerStep } from './steps/partner-step.tsx';
import { PrerequisitesStep } from './steps/prerequisites-step.tsx';
import { ReviewStep } from './steps/review-step.tsx';
import { RosterStep } from './steps/roster-step.tsx';
import { SchoolsStep } from './steps/schools-step.tsx';

/** The steps by name. One that is not here is left out of the walk. */
export const steps: Partial<Record<StepName, (props: StepProps) => ReactNode>> = {
  prerequisites: PrerequisitesStep,
  mode: ModeStep,
  activation: ActivationStep,
  delivery: DeliveryStep,
  partner: PartnerStep,
  schools: SchoolsStep,
  roster: RosterStep,
  mappings: MappingsStep,
  masterFields: MasterFieldsStep,
  review: ReviewStep,
};

/** The steps that this draft goes through and that have a screen. */
export const walkOf = (file: DraftFile): readonly StepName[] =>
  stepsOf(file).filter((name) => steps[name] !== undefined);
