//! Cases: the board, one case, and a new question.
