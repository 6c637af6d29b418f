// The names that htm's standalone build of Preact exports; its own declarations leave some of them out.
import type { VNode } from "preact";

export { Component, createContext, h, render } from "preact";
export * from "preact/hooks";
export declare function html(strings: TemplateStringsArray, ...values: unknown[]): VNode;
