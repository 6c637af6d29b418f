/** A sign beside the word for the state of a judge's mark sheet, so that no state is told by colour alone. */
export const SIGNS = { given: "✓", missing: "…", abstained: "○", recused: "⊘", waiting: "!" };
