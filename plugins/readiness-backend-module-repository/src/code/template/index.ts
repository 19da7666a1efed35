export * from './TemplateObserver';
