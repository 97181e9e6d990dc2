//! The page of a customer while it is on its way.

use leptos::prelude::*;

use crate::components::{Skeleton, TableSkeleton};

/// Head, figures and payments, as high as the real ones.
#[component]
pub fn RecordSkeleton() -> impl IntoView {
    view! {
        <div class="page">
            <div class="breadcrumb" aria-hidden="true">
                <Skeleton width="l" />
            </div>
            <div class="record-head" aria-hidden="true">
                <Skeleton circle=true />
                <div class="stack" data-gap="2">
                    <Skeleton width="xl" />
                    <Skeleton width="l" />
                </div>
            </div>
            <div class="record">
                <div class="record-body">
                    <TableSkeleton rows=8 columns=4 label="Customer, loading" />
                </div>
            </div>
        </div>
    }
}
