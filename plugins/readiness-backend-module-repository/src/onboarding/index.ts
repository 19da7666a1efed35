export * from './OnboardingCollector';
export { onboardingPartSynonyms, type OnboardingPart } from './readGuide';
