export * from './GridColumn';
export * from './VirtualGrid';
