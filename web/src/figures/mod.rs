//! Figures for the welfare organisation.
