package text

// adviceTexts are the advices of the closed list, by code.
var adviceTexts = map[string]pair{}

// reasonTexts say why a method has no answer.
var reasonTexts = map[string]pair{}

// limitTexts are the limits of a plan.
var limitTexts = map[string]pair{}

// evidenceTexts say what a row of evidence was about.
var evidenceTexts = map[string]pair{}
