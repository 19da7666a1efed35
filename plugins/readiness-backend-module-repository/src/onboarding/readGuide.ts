import {
  OnboardingFact,
  onboardingParts,
} from '@team-readiness/backstage-plugin-readiness-common';
import {
  countedWords,
  DocumentIssue,
  DocumentOutline,
  openDocument,
} from '../documents';

type Guide = NonNullable<OnboardingFact['document']>;

/** @public */
export type OnboardingPart = (typeof onboardingParts)[number];

/**
 * Words of the headings of each part, in lower case: a heading of at most eight words counts where it
 * holds one.
 *
 * @public
 */
export const onboardingPartSynonyms: Readonly<
  Record<OnboardingPart, readonly string[]>
> = {
  access: [
    'access',
    'accesses',
    'accounts',
    'permissions',
    'credentials',
    'logins',
    'rights',
  ],
  'set-up': [
    'set up',
    'setup',
    'setting up',
    'install',
    'installation',
    'installing',
    'prerequisites',
    'tooling',
    'development environment',
    'local environment',
    'dev environment',
    'laptop',
    'workstation',
    'your machine',
    'getting started',
  ],
  'first-change': [
    'first change',
    'first changes',
    'first commit',
    'first contribution',
    'first pull request',
    'first merge request',
    'first task',
    'first tasks',
    'first deployment',
    'first release',
    'first issue',
    'first week',
    'first day',
    'starter task',
    'starter tasks',
  ],
  contacts: [
    'contact',
    'contacts',
    'who to ask',
    'whom to ask',
    'who is who',
    'ask for help',
    'getting help',
    'help',
    'questions',
    'people',
    'channels',
    'communication',
    'buddy',
    'mentor',
  ],
};

/** What a guide says of itself. */
export interface GuideReading {
  guide: Omit<Guide, 'path' | 'url' | 'changedAt'>;
  issues: DocumentIssue[];
}

const minPartWords = 5;

/** Reads an onboarding guide. Never throws; nothing of its text comes out. */
export function readGuide(text: string, now: Date): GuideReading {
  const opened = openDocument(text, now);
  const { blocks } = opened;
  const outline = new DocumentOutline(blocks);
  const title = outline.parts.find(({ level }) => level === 1);
  const parts = onboardingParts
    .filter(name =>
      outline
        .named(onboardingPartSynonyms[name])
        .some(
          part =>
            part !== title &&
            (part.words >= minPartWords || part.commandOrLink),
        ),
    )
    .sort();
  return {
    guide: {
      words: countedWords(blocks),
      parts,
      hasCommandOrLink: blocks.some(block => block.commandOrLink),
    },
    issues: opened.issues(),
  };
}
